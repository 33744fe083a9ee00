"""How people and programs head the columns of clients, in several languages; folded, letters and digits only."""

from __future__ import annotations

SAID: dict[str, str] = {
    "externalId": """
        externalid id clientid customerid userid accountid contactid customernumber clientnumber customerno
        reference clientref customerref clientreference accountnumber kundennummer kundennr kundenid kdnr
        numeroclient nclient idclient refclient codeclient numerocliente idcliente codicecliente codigocliente
        klantnummer klantnr klantid numerklienta kundnummer kundenummer asiakasnumero cislozakaznika""",
    "firstName": """
        firstname first givenname forename contactfirstname vorname rufname prenom nombre nome primeironome
        voornaam imie fornamn fornavn etunimi jmeno prenume keresztnev""",
    "lastName": """
        lastname last surname familyname contactlastname nachname familienname zuname nomdefamille apellido
        apellidos cognome sobrenome apelido achternaam nazwisko efternamn etternavn efternavn sukunimi
        prijmeni vezeteknev""",
    "name": """
        name fullname clientname customername contactname displayname contact kunde kundenname nomcomplet
        nomeprenom nombrecompleto nomecompleto nomecognome volledigenaam naam imieinazwisko fulltnavn namn
        navn""",
    "email": """
        email emailaddress mail mailaddress emailadresse mailadresse epost epostadresse adresseemail courriel
        adressemail correo correoelectronico emaildireccion indirizzoemail enderecodeemail emailadres
        adresemail sahkoposti loginemail primaryemail contactemail billingemail emailsaddress""",
    "phone": """
        phone phonenumber telephone telephonenumber tel telno mobile mobilephone mobilenumber cell cellphone
        telefon telefonnummer rufnummer handy handynummer mobil mobilnummer telephoneportable
        numerodetelephone telefono movil telefonomovil cellulare telefone celular telefoon telefoonnummer
        numertelefonu puhelin phonesnumber contactphone contactnumber""",
    "line1": """
        line1 address address1 addressline1 street streetaddress street1 billingaddress billingaddress1
        adresse adresse1 strasse str anschrift strasseundhausnummer rue adresse1ligne direccion direccion1
        calle indirizzo indirizzo1 via endereco endereco1 rua morada adres adres1 straat ulica gatuadress
        gateadresse katuosoite addressesline1""",
    "line2": """
        line2 address2 addressline2 street2 billingaddress2 adresse2 adresszusatz zusatz complementadresse
        direccion2 indirizzo2 endereco2 complemento adres2 addressesline2 suite apartment""",
    "city": """
        city town billingcity locality stadt ort wohnort ville commune ciudad poblacion citta comune cidade
        localidade stad plaats woonplaats miasto miejscowosc by poststed kaupunki mesto addressescity""",
    "region": """
        region regioncode state statecode province county billingstate stateprovince stateregion bundesland kanton
        departement etat
        provincia estado regione provincie wojewodztwo lan fylke maakunta addressesregion""",
    "postcode": """
        postcode zip zipcode postalcode zippostalcode billingzip billingpostcode plz postleitzahl codepostal
        codigopostal cap codicepostale cep postcodenl kodpocztowy postnummer postinumero psc addressespostcode""",
    "country": """
        country countrycode billingcountry countryname land staat pays codepays pais codigopais paese nazione
        codicepaese landcode kraj maa zeme orszag addressescountry""",
    "company": """
        company companyname organisation organization organisationname organizationname business businessname
        firma firmenname unternehmen societe entreprise raisonsociale empresa razonsocial azienda societa
        ragionesociale razaosocial bedrijf bedrijfsnaam nazwafirmy foretag yritys companiesname""",
    "taxId": """
        taxid taxnumber vat vatnumber vatid vatno companyvat ustid ustidnr umsatzsteuerid uidnummer
        steuernummer numerotva tva nif cif piva partitaiva nipc btwnummer btw nip momsnummer gstin gst abn ein
        companiestaxid""",
    "registrationNumber": """
        registrationnumber regnumber regno companynumber companyregistrationnumber handelsregisternummer hrb
        siret siren numerodeimmatriculation kvk kvknummer regon krs orgnummer organisationsnummer
        companiesregistrationnumber""",
    "language": "language lang languagecode locale sprache langue idioma lingua taal jezyk sprak",
    "currency": """
        currency currencycode defaultcurrency wahrung waehrung devise monnaie moneda valuta moeda waluta""",
    "tags": """
        tags tag labels label clientgroup group groups kategorien schlagworte etiquettes etiquetas etichette""",
    "notes": """
        notes note comment comments remarks remark adminnotes notizen notiz bemerkung bemerkungen kommentar
        remarque remarques commentaire notas nota observaciones observacoes commenti opmerking opmerkingen
        uwagi notatki""",
    "allowLogin": """
        allowlogin loginallowed canlogin loginenabled loginactive portalaccess anmeldungerlaubt loginerlaubt
        darfsichanmelden connexionautorisee accesautorise accesopermitido accessoconsentito inloggentoegestaan""",
    "createdAt": """
        createdat created createddate datecreated creationdate dateadded added registered registeredat
        registrationdate signupdate signedup clientsince customersince memberssince erstellt erstelltam
        angelegtam kundeseit datedecreation creele datecreation fechadecreacion fechaalta datadicreazione
        datacriacao aangemaaktop datautworzenia""",
    "emailVerified": """
        emailverified verified verifiedat emailverifiedat isverified emailapproved emailconfirmed confirmedat""",
    "passwordHash": "passwordhash password pass passwd hashedpassword passworthash motdepassehash",
    "parentExternalId": """
        parentexternalid parentid parentaccountid parentclientid parentcustomerid ubergeordneterkunde
        compteparent clienteprincipal reseller ownerid""",
    "phonePrefix": """
        phoneprefix phonecc phonecode phonecountrycode callingcode dialcode telefonvorwahl landesvorwahl""",
}

FIELDS: dict[str, str] = {word: field for field, words in SAID.items() for word in words.split()}
"""By a heading's letters and digits, the field that it means."""
