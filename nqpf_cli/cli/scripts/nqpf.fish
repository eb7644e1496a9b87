function __nqpf_complete
    set -l words (commandline -opc) (commandline -ct)
    set -lx COMP_CWORD (math (count $words) - 1)
    set -lx COMP_WORDS (string join \n -- (string escape -- $words) | string collect)
    set -lx _NQPF_COMPLETE complete_fish
    set -l said ($words[1] 2>/dev/null)
    switch "$said[1]"
        case file
            __fish_complete_path (commandline -ct)
        case dir
            __fish_complete_directories (commandline -ct)
        case '*'
            string join -- \n $said[2..]
    end
end
complete --command nqpf --no-files --arguments '(__nqpf_complete)'
