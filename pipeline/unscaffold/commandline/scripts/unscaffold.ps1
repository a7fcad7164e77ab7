# Completion of unscaffold in PowerShell 5.1 or later: add it to $PROFILE, or say
#   unscaffold completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName unscaffold -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    if (-not $before) { return }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_UNSCAFFOLD_COMPLETE = 'powershell_complete'
        $env:_UNSCAFFOLD_WORDS = $before -join "`n"
        $env:_UNSCAFFOLD_WORD = "$wordToComplete".Trim([char[]]"'`"")
        $lines = @(& $before[0] 2>$null)
    } catch {
        return
    } finally {
        [Console]::OutputEncoding = $encoding
        foreach ($name in '_UNSCAFFOLD_COMPLETE', '_UNSCAFFOLD_WORDS', '_UNSCAFFOLD_WORD') {
            [Environment]::SetEnvironmentVariable($name, $null)
        }
    }
    # Where nothing is returned, PowerShell completes the names of files and folders itself.
    foreach ($line in $lines) {
        $kind, $text, $shown, $help = $line -split "`t", 4
        if ($kind -eq 'plain') {
            [System.Management.Automation.CompletionResult]::new($text, $shown, 'ParameterValue', $help)
        }
    }
}
