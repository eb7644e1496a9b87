_nqpf_completion() {
    local IFS=$'\n' said
    said=( $(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD _NQPF_COMPLETE=complete_bash \
        "${1/#\~\//$HOME/}" 2>/dev/null) )
    COMPREPLY=( "${said[@]:1}" )
    case "${said[0]}" in
        file) compopt -o default ;;
        dir) compopt -o dirnames ;;
        nospace) compopt -o nospace ;;
    esac 2>/dev/null
}
complete -F _nqpf_completion nqpf
