"""E-mails, phones, addresses, companies; the proof that an address is someone's."""
