#Requires -Modules ActiveDirectory
<#
.SYNOPSIS
    Moves the accounts that have been disabled for six months to OU=Archive.
#>
param(
    [string]$SearchBase = 'OU=Users,DC=contoso,DC=local',
    [int]$Days = 180
)
$limit = (Get-Date).AddDays(-$Days)
Get-ADUser -Filter "Enabled -eq 'False' -and whenChanged -lt '$limit'" -SearchBase $SearchBase |
    Move-ADObject -TargetPath 'OU=Archive,DC=contoso,DC=local' -Verbose
