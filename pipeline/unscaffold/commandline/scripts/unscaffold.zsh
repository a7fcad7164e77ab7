#compdef unscaffold
# Completion of unscaffold in zsh, after compinit: source it, or put it as _unscaffold into a folder of $fpath.
_unscaffold() {
    local kind value help
    local -a values shown
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            plain)
                values+=("$value")
                shown+=("$value${help:+  -- $help}")
                ;;
            dir) _files -/ ;;
            file) _files ;;
        esac
    done < <(
        export _UNSCAFFOLD_COMPLETE=zsh_complete
        export _UNSCAFFOLD_WORDS="${(F)${(@Q)words[1,CURRENT-1]}}"
        export _UNSCAFFOLD_WORD="${(Q)PREFIX}"
        "${(Q)words[1]}" 2>/dev/null </dev/null
    )
    (( $#values )) && compadd -U -V unscaffold -l -d shown -a values
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _unscaffold "$@"
else
    compdef _unscaffold unscaffold
fi
