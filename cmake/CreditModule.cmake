# credit_module(<name> PUBLIC <modules that its headers name> PRIVATE <modules its .cpp alone use>)
#
# Makes the library xinheng_<name> of the folder it is called in, and one test binary of its
# *_test.cpp files. Three guards keep the map of the house true; tests/guards shows each refusing.
#   order  a module may use only modules that were added before it
#   door   each module has an include root of its own, so that an undeclared header is not found
#   link   the tests of a module link that module, and what it declares, alone
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/EmbedText.cmake)

function(credit_module name)
    cmake_parse_arguments(uses "" "" "PUBLIC;PRIVATE" ${ARGN})
    if(uses_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "${name}: say PUBLIC or PRIVATE before ${uses_UNPARSED_ARGUMENTS}")
    endif()

    foreach(used IN LISTS uses_PUBLIC uses_PRIVATE)
        if(NOT TARGET xinheng_${used})
            message(FATAL_ERROR "${name} may not use ${used}: it stands below ${name}")
        endif()
    endforeach()
    list(TRANSFORM uses_PUBLIC PREPEND xinheng_)
    list(TRANSFORM uses_PRIVATE PREPEND xinheng_)

    file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
    set(tests ${sources})
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
    file(GLOB schema CONFIGURE_DEPENDS schema.sql)

    credit_module_door(${name} door)
    if(sources OR schema)
        add_library(xinheng_${name} STATIC ${sources})
        target_include_directories(xinheng_${name} PUBLIC ${door})
        target_link_libraries(xinheng_${name} PUBLIC ${uses_PUBLIC} PRIVATE ${uses_PRIVATE})
        if(schema)
            embed_text(xinheng_${name} ${schema} ${name}_schema)
        endif()
    else()  # Headers only.
        add_library(xinheng_${name} INTERFACE)
        target_include_directories(xinheng_${name} INTERFACE ${door})
        target_link_libraries(xinheng_${name} INTERFACE ${uses_PUBLIC} ${uses_PRIVATE})
    endif()

    if(tests AND NOT XINHENG_FUZZ)
        add_executable(${name}_test ${tests})
        target_compile_definitions(${name}_test
            PRIVATE XINHENG_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
        target_link_libraries(${name}_test PRIVATE xinheng_${name} xinheng_test_main)
        add_test(NAME ${name} COMMAND ${name}_test)
        set_tests_properties(${name} PROPERTIES LABELS unit)
    endif()
endfunction()

# The include root that shows this folder and no other, under the path it has below src/.
function(credit_module_door name result)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR}/src ${CMAKE_CURRENT_SOURCE_DIR})
    cmake_path(GET folder PARENT_PATH parent)
    set(door ${PROJECT_BINARY_DIR}/doors/${name})
    file(MAKE_DIRECTORY ${door}/${parent})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${door}/${folder} SYMBOLIC)
    set(${result} ${door} PARENT_SCOPE)
endfunction()
