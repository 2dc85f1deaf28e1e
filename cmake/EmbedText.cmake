# embed_text(<target> <file> <name> [PUBLIC]) puts the bytes of a file into the program, as
#   #include "embedded/<name>.h"
#   extern const std::string_view xinheng::embedded::<name>;
# for the target itself, and with PUBLIC for those that link it.
# An array of characters rather than a literal: it has no length limit and needs no quoting.
if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
    file(READ ${FROM} bytes HEX)
    string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    file(WRITE ${INTO} "#include \"embedded/${NAME}.h\"

namespace {
const char bytes[] = {
    ${bytes}
    '\\0'};
}

const std::string_view xinheng::embedded::${NAME}{bytes, sizeof bytes - 1};
")
    return()
endif()

include_guard()
set(embed_text_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_text target from name)
    cmake_parse_arguments(shown "PUBLIC" "" "" ${ARGN})
    set(scope PRIVATE)
    if(shown_PUBLIC)
        set(scope PUBLIC)
    endif()

    set(root ${PROJECT_BINARY_DIR}/embedded/${target})
    file(CONFIGURE OUTPUT ${root}/embedded/${name}.h CONTENT "#pragma once

#include <string_view>

namespace xinheng::embedded {
extern const std::string_view ${name};
}
")
    cmake_path(ABSOLUTE_PATH from BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR})
    add_custom_command(
        OUTPUT ${root}/${name}.cpp
        COMMAND ${CMAKE_COMMAND} -D FROM=${from} -D INTO=${root}/${name}.cpp -D NAME=${name}
            -P ${embed_text_script}
        DEPENDS ${from} ${embed_text_script}
        VERBATIM)
    target_sources(${target} PRIVATE ${root}/${name}.cpp)
    target_include_directories(${target} ${scope} ${root})
endfunction()
