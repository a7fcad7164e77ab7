# Completion of unscaffold in bash: source it, or say  source <(unscaffold completion bash)
_unscaffold_complete() {
    local kind value
    COMPREPLY=()
    while IFS=$'\t' read -r kind value; do
        case $kind in
            plain) COMPREPLY+=("$value") ;;
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
        esac
    done < <(
        export _UNSCAFFOLD_COMPLETE=bash_complete
        export _UNSCAFFOLD_LINE="${COMP_LINE:0:COMP_POINT}"
        export _UNSCAFFOLD_BREAKS="$COMP_WORDBREAKS"
        "$1" 2>/dev/null </dev/null
    )
}
complete -o nosort -F _unscaffold_complete unscaffold 2>/dev/null || complete -F _unscaffold_complete unscaffold
