# Ends with an error, and so stops the job, where a domain controller lags behind the others.
# Left out here: the list of domain controllers is Contoso's own.
