"""The kinds of tasks that rules ask for, in the order in which a job runs them."""

EXPORT = "ExportTask"
PREPARE = "PrepareSynchronizationTask"
SYNCHRONIZE = "SynchronizeTask"
FLAG = "SetRecentlyModifiedFlagTask"
EXPRESSIONS = "UpdateEntityPropertyExpressionsTask"
KEYS = "ComputeCorrelationKeysTask"
ROLE_MODEL = "ComputeRoleModelTask"
RISKS = "ComputeRiskScoresTask"
ORDERS = "GenerateProvisioningOrdersTask"
FULFILL = "FulfillTask"
CLASSIFICATION = "UpdateClassificationTask"
PROFILES = "SetInternalUserProfilesTask"

COMPUTING = (EXPRESSIONS, KEYS, ROLE_MODEL)
