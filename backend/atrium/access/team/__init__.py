"""Who works here: invited, put into groups, disabled and enabled again; and the groups themselves."""
