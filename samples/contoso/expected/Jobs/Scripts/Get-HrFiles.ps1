# Copies the payroll's files of the night from its share to where the connections of HR read them.
# Left out here: the share and its account are Contoso's own.
