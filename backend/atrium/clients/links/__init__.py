"""Links that were mailed to clients, looked at before they are used."""
