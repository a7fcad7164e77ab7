# Mails the operators what the job has done so far.
# Left out here: the mail server is Contoso's own.
