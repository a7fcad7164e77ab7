-- Gives the profile Administrator to the members of the project team.
INSERT INTO up_assignedprofiles (User_Id, Profile_Id, ValidFrom, ValidTo)
SELECT r.Id, p.Id, '1900-01-01', '9999-12-31'
FROM ur_resources r
CROSS JOIN uc_profiles p
WHERE p.Identifier = N'Administrator' AND r.C0 IN (N'E00012', N'E00047');
GO
