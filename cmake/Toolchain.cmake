# How every target of the project is compiled and linked.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror -fdiagnostics-color=auto)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 sees both where they are not, in moved variants and in text + std::string. Clang, which
    # tools/check runs, and the address sanitizer look for the same faults.
    add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
else()
    # std::stable_sort of this libstdc++ uses what it deprecates.
    add_compile_options(-Wno-deprecated-declarations)
endif()

find_program(ccache_program ccache)
if(ccache_program)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache_program})
endif()

find_program(mold_program mold)
if(mold_program)
    add_link_options(-fuse-ld=mold)
endif()

if(XINHENG_SANITIZE)
    set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    add_compile_options(${sanitizers})
    add_link_options(${sanitizers})
elseif(XINHENG_FUZZ)
    # The libraries are instrumented; only a fuzzer links libFuzzer's main.
    add_compile_options(-fsanitize=fuzzer-no-link,address -fno-sanitize-recover=all)
    add_link_options(-fsanitize=address)
endif()
