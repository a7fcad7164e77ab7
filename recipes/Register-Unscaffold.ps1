# Registers the task of unscaffold-task.xml, which lies beside this file. Run it as an administrator.
#Requires -Version 5.1
#Requires -RunAsAdministrator
$ErrorActionPreference = 'Stop'
$definition = Get-Content -LiteralPath (Join-Path $PSScriptRoot 'unscaffold-task.xml') -Raw
Register-ScheduledTask -TaskName 'unscaffold' -Xml $definition -Force
