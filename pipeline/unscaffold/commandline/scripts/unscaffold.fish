# Completion of unscaffold in fish: unscaffold completion fish > ~/.config/fish/completions/unscaffold.fish
function __unscaffold_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -lx _UNSCAFFOLD_COMPLETE fish_complete
    set -lx _UNSCAFFOLD_WORDS (string join \n -- $before | string collect)
    # Where a quotation has not ended yet, there is nothing to be unescaped but its beginning.
    set -lx _UNSCAFFOLD_WORD (string unescape -- $current; or string trim --left --chars "'\"" -- $current)
    for line in ($before[1] 2>/dev/null </dev/null)
        set -l fields (string split \t -- $line)
        switch $fields[1]
            case plain
                printf '%s\t%s\n' $fields[2] "$fields[3]"
            case dir
                __fish_complete_directories $current
            case file
                __fish_complete_path $current
        end
    end
end
complete --command unscaffold --no-files --arguments '(__unscaffold_complete)'
