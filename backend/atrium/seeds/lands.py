"""Names, towns and streets as they are in many countries, for stores that are filled to be tried out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Land:
    """Where a share of the clients live. Names in other letters say how an e-mail spells them: `田中=tanaka`."""

    country: str
    language: str
    currency: str
    share: int
    company_form: str
    first_names: list[str]
    last_names: list[str]
    towns: list[tuple[str, str, str]]
    streets: list[str]


@cache
def lands() -> list[Land]:
    """All of them."""
    return [_land(block) for block in _LANDS.strip().split("\n\n")]


def _land(block: str) -> Land:
    head, first_names, last_names, towns, streets = block.split("\n")
    country, language, currency, share, company_form = head.split(maxsplit=4)
    return Land(
        country,
        language,
        currency,
        int(share),
        company_form,
        first_names.split(", "),
        last_names.split(", "),
        [_town(town) for town in towns.split("; ")],
        streets.split("; "),
    )


def _town(town: str) -> tuple[str, str, str]:
    city, region, postcode = town.split("/")
    return city, region, postcode


_LANDS = """
DE de EUR 16 GmbH
Anna, Lukas, Jürgen, Sabine, Björn, Käthe, Emma, Jonas, Leonie, Paul, Mia, Felix, Änne, Götz, Heike, Torsten
Müller, Schmidt, Schröder, Weiß, Köhler, Groß, Bäcker, Lange, Krüger, Vogel, Jäger, Hoffmann, Özdemir, Kowalski, Brandt
Berlin//10115; München//80331; Köln//50667; Leipzig//04109; Lübeck//23552; Nürnberg//90402
Hauptstraße; Lindenallee; Am Markt; Goethestraße; Schillerweg; Bahnhofstraße

AT de EUR 4 GmbH
Maria, Thomas, Katharina, Florian, Elisabeth, Wolfgang, Valentina, Maximilian
Gruber, Huber, Steiner, Pichler, Moser, Wögerbauer, Höller, Brünner
Wien//1010; Graz//8010; Salzburg//5020; Linz//4020
Ringstraße; Mozartgasse; Landstraße; Kirchengasse

CH de CHF 4 AG
Reto, Ursina, Beat, Noëmi, Luca, Céline, Urs, Sandra
Meier, Keller, Zürcher, Bianchi, Favre, Rüegg, Käser, Brunner
Zürich//8001; Basel//4051; Genève//1201; Lugano//6900
Bahnhofstrasse; Seestrasse; Rue du Lac; Dorfstrasse

FR fr EUR 9 SARL
Camille, Léa, François, Chloé, Hélène, Théo, Gaëlle, Amélie, Louis, Noé, Jérôme, Inès
Lefèvre, Dubois, Moreau, Garçon, Lemaître, Bénard, Rousseau, Fournier, Chevalier, Noël, Guérin, d'Aubigné
Paris//75004; Lyon//69002; Marseille//13001; Nantes//44000; Orléans//45000
rue de la République; avenue Jean Jaurès; rue du Moulin; place de l'Église

GB en GBP 10 Ltd
Oliver, Amelia, Harry, Isla, George, Freya, Siân, Callum, Priya, Mohammed, Poppy, Alfie
Smith, Jones, Taylor, Brown, Williams, O'Connor, Patel, Khan, MacDonald, Hughes, Fitzgerald-Moore, Begum
London//SW1A 1AA; Manchester//M1 1AE; Edinburgh//EH1 1YZ; Cardiff//CF10 1EP; Leeds//LS1 4DY
High Street; Station Road; Church Lane; Victoria Road; The Green

IE en EUR 2 Ltd
Aoife, Seán, Niamh, Oisín, Caoimhe, Pádraig
Murphy, Ó Súilleabháin, Kelly, Byrne, Walsh, Ní Chonaill
Dublin//D02 AF30; Cork//T12 W8KP; Galway//
Main Street; O'Connell Street; Quay Road

US en USD 10 LLC
James, Emily, Michael, Sofia, DeShawn, Hannah, José, Ashley, Ethan, Grace, Tyler, Imani
Johnson, Williams, Nguyen, García, Miller, Davis, O'Brien, Washington, Lee, Martinez, Kim, Anderson
Austin/TX/78701; Portland/OR/97201; Chicago/IL/60601; Boston/MA/02108; Denver/CO/80202
Maple Street; Oak Avenue; Main Street; 5th Avenue; Washington Boulevard

CA en CAD 3 Inc.
Liam, Charlotte, Noah, Océane, Raphaël, Zoë
Tremblay, Roy, MacLeod, Singh, Gagnon, Campbell
Toronto/ON/M5H 2N2; Montréal/QC/H2Y 1C6; Vancouver/BC/V6B 1A1
King Street; rue Sainte-Catherine; Granville Street

NL nl EUR 4 B.V.
Daan, Sanne, Bram, Fleur, Joris, Anouk, Thijs, Maud
de Jong, van den Berg, Bakker, Visser, Smit, de Vries, Çelik, van Dijk
Amsterdam//1012 AB; Utrecht//3511 AA; Rotterdam//3011 AD
Kerkstraat; Dorpsstraat; Prinsengracht; Molenweg

ES es EUR 5 S.L.
Lucía, Hugo, María José, Álvaro, Begoña, Iñaki, Nuria, Pablo, Núria, Andrés
Núñez, García, Fernández, Ibáñez, Muñoz, Serrano, Peña, Güell, Etxeberria, López
Madrid//28013; Barcelona//08002; Sevilla//41001; València//46002
Calle Mayor; Calle de Alcalá; Carrer de Balmes; Avenida de la Constitución

IT it EUR 5 S.r.l.
Giulia, Lorenzo, Niccolò, Chiara, Matteo, Beatrice, Francesca, Aurora
Rossi, Bianchi, D'Angelo, Esposito, Colombo, Ricci, Lo Presti, Fabbri
Roma//00184; Milano//20121; Torino//10121; Napoli//80132
Via Garibaldi; Via Roma; Corso Italia; Piazza del Duomo

PT pt EUR 2 Lda.
João, Inês, Gonçalo, Conceição, Tomás, Beatriz
Silva, Conceição, Magalhães, Fontes, Araújo, Simões
Lisboa//1100-148; Porto//4000-322; Braga//4700-327
Rua Augusta; Avenida da Liberdade; Rua do Carmo

PL pl PLN 4 Sp. z o.o.
Łukasz, Agnieszka, Michał, Żaneta, Paweł, Małgorzata, Stanisław, Zofia
Żak, Wójcik, Kowalczyk, Dąbrowska, Wiśniewski, Grzęda, Śliwa, Łuczak
Warszawa//00-001; Kraków//31-001; Łódź//90-001; Gdańsk//80-001
ulica Długa; ulica Polna; ulica Mickiewicza; Rynek

CZ cs CZK 2 s.r.o.
Jiří, Tereza, Ondřej, Eliška, Zdeněk, Kateřina
Novák, Dvořáková, Černý, Procházka, Růžička, Křížová
Praha//110 00; Brno//602 00; Plzeň//301 00
Dlouhá; Masarykova; Na Příkopě

SE sv SEK 3 AB
Åsa, Björn, Linnéa, Göran, Märta, Elias, Freja
Åkesson, Lindström, Öberg, Sjögren, Nyström, Bergqvist
Stockholm//111 20; Göteborg//411 01; Malmö//211 20
Storgatan; Drottninggatan; Kungsgatan

DK da DKK 2 ApS
Søren, Mette, Jørgen, Freja, Bjørn, Kirsten
Sørensen, Kjær, Østergaard, Møller, Ravn, Bruun
København//1050; Aarhus//8000; Odense//5000
Vestergade; Nørregade; Strandvejen

GR el EUR 2 Α.Ε.
Ελένη=eleni, Γιώργος=giorgos, Μαρία=maria, Νίκος=nikos, Κατερίνα=katerina, Δημήτρης=dimitris
Παπαδόπουλος=papadopoulos, Νικολάου=nikolaou, Γεωργίου=georgiou, Οικονόμου=oikonomou, Καραγιάννη=karagianni
Αθήνα//105 57; Θεσσαλονίκη//546 24; Πάτρα//262 21
Ερμού; Αθηνάς; Τσιμισκή

UA uk UAH 2 ТОВ
Олена=olena, Тарас=taras, Ірина=iryna, Богдан=bohdan, Оксана=oksana, Андрій=andrii
Шевченко=shevchenko, Коваленко=kovalenko, Бондар=bondar, Мельник=melnyk, Їжакевич=yizhakevych
Київ//01001; Львів//79000; Одеса//65000
вулиця Хрещатик; вулиця Франка; проспект Свободи

TR tr TRY 2 A.Ş.
Ayşe, İpek, Çağla, Mehmet, Işıl, Oğuz, Şükrü
Yılmaz, Öztürk, Çelik, Şahin, Kılıç, Güneş
İstanbul//34000; İzmir//35210; Ankara//06420
İstiklal Caddesi; Atatürk Bulvarı; Cumhuriyet Caddesi

IL he ILS 1 בע״מ
נועה=noa, דוד=david, תמר=tamar, יוסף=yosef, מיכל=michal
כהן=cohen, לוי=levi, מזרחי=mizrahi, פרידמן=friedman
תל אביב//6100000; ירושלים//9100000; חיפה//3100000
רחוב הרצל; שדרות רוטשילד; רחוב יפו

EG ar EGP 2 ش.م.م
محمد=mohamed, فاطمة=fatma, أحمد=ahmed, ليلى=laila, يوسف=youssef, مريم=mariam
حسن=hassan, عبدالله=abdallah, منصور=mansour, السيد=elsayed, نجيب=naguib
القاهرة//11511; الإسكندرية//21500
شارع التحرير; شارع النيل; شارع فؤاد

IN hi INR 4 Pvt. Ltd.
Aarav, Priya, Ananya, Rohan, अर्जुन=arjun, दीपिका=deepika, Lakshmi, Vikram
Sharma, Patel, Iyer, Reddy, शर्मा=sharma, वर्मा=verma, Mukherjee, Singh
Mumbai/Maharashtra/400001; Delhi/Delhi/110001; Bengaluru/Karnataka/560001; चेन्नई/Tamil Nadu/600001
MG Road; Gandhi Marg; Park Street; Nehru Road

JP ja JPY 4 株式会社
陽菜=hina, 翔太=shota, さくら=sakura, 健一=kenichi, 美咲=misaki, 大輔=daisuke, 結衣=yui, がく=gaku
佐藤=sato, 鈴木=suzuki, 高橋=takahashi, 田中=tanaka, 渡辺=watanabe, 山本=yamamoto, 小林=kobayashi
東京/千代田区/100-0001; 大阪/北区/530-0001; 京都/中京区/604-8005; 札幌/中央区/060-0001
中央通り; 本町; 桜通り; 駅前

CN zh CNY 3 有限公司
小龙=xiaolong, 伟=wei, 芳=fang, 秀英=xiuying, 敏=min, 静=jing, 强=qiang, 思远=siyuan
李=li, 王=wang, 张=zhang, 刘=liu, 陈=chen, 杨=yang, 赵=zhao, 欧阳=ouyang
北京//100000; 上海//200000; 广州//510000; 成都//610000
人民路; 中山路; 南京路; 解放路

KR ko KRW 2 주식회사
서연=seoyeon, 민준=minjun, 지우=jiwoo, 하은=haeun, 도윤=doyun
김=kim, 이=lee, 박=park, 최=choi, 정=jung
서울//04524; 부산//48058; 대구//41911
세종대로; 강남대로; 중앙로

TH th THB 1 จำกัด
สมชาย=somchai, มาลี=malee, อนันต์=anan, กมลา=kamala
สุขใจ=sukjai, ศรีสุข=srisuk, ทองดี=thongdee, วงศ์ใหญ่=wongyai
กรุงเทพมหานคร//10200; เชียงใหม่//50000
ถนนสุขุมวิท; ถนนพระราม; ถนนราชดำเนิน

VN vi VND 1 TNHH
Ánh, Đức, Hương, Tuấn, Thảo, Quỳnh
Nguyễn, Trần, Đặng, Lê, Phạm, Huỳnh
Hà Nội//; Thành phố Hồ Chí Minh//; Đà Nẵng//
đường Lê Lợi; đường Nguyễn Huệ; phố Huế

BR pt BRL 4 Ltda.
Luana, Thiago, Antônio, Júlia, Vinícius, Márcia, Caíque, Letícia
Souza, Gonçalves, Araújo, Conceição, Brandão, Nóbrega, Pereira, Leão
São Paulo/SP/01001-000; Rio de Janeiro/RJ/20010-000; Belém/PA/66010-000; Florianópolis/SC/88010-000
Rua das Flores; Avenida Paulista; Rua XV de Novembro; Avenida Brasil

MX es MXN 2 S.A. de C.V.
Guadalupe, Jesús, Ximena, Ángel, Itzel, Joaquín
Hernández, Peña, Ramírez, Ordóñez, Xolalpa, Zúñiga
Ciudad de México//06000; Guadalajara//44100; Mérida//97000
Avenida Juárez; Calle Hidalgo; Avenida Reforma

AU en AUD 2 Pty Ltd
Jack, Matilda, Cooper, Ruby, Lachlan, Chloe
Wilson, Nguyen, Thompson, Kelly, Singh, White
Sydney/NSW/2000; Melbourne/VIC/3000; Perth/WA/6000
George Street; Collins Street; Beach Road

ZA en ZAR 1 (Pty) Ltd
Thabo, Nomvula, Pieter, Lerato, Ayesha, Sipho
Nkosi, van der Merwe, Dlamini, Naidoo, Botha, Mokoena
Cape Town//8001; Johannesburg//2001; Durban//4001
Long Street; Voortrekker Road; Nelson Mandela Drive
"""
