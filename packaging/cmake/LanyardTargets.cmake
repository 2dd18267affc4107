# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
#
# The only places where targets get their flags. Nothing is set directory-wide, so that a reader of
# one CMakeLists.txt sees everything that applies to it.
include(CheckCXXCompilerFlag)

add_library(lanyard_flags INTERFACE)
target_compile_features(lanyard_flags INTERFACE cxx_std_20)
target_include_directories(lanyard_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(lanyard_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Woverloaded-virtual -Wnon-virtual-dtor
    -Werror=return-type -fno-strict-overflow -fstack-protector-strong)
if(LANYARD_WERROR)
    target_compile_options(lanyard_flags INTERFACE -Werror)
endif()
foreach(flag -ftrivial-auto-var-init=pattern -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "HAVE${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
        target_compile_options(lanyard_flags INTERFACE ${flag})
    endif()
endforeach()
target_compile_definitions(lanyard_flags INTERFACE
    _GLIBCXX_ASSERTIONS)
# Not beside a sanitizer, which has its own checks of the same functions.
if(NOT LANYARD_SANITIZE)
    target_compile_definitions(lanyard_flags INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>)
endif()
target_link_options(lanyard_flags INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
if(LANYARD_SANITIZE)
    target_compile_options(lanyard_flags INTERFACE -fsanitize=${LANYARD_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(lanyard_flags INTERFACE -fsanitize=${LANYARD_SANITIZE})
endif()
if(LANYARD_COVERAGE)
    target_compile_options(lanyard_flags INTERFACE --coverage)
    target_link_options(lanyard_flags INTERFACE --coverage)
endif()

# Strict Qt: no silent conversions between bytes and text, no keyword macros.
add_library(lanyard_qt_flags INTERFACE)
target_compile_definitions(lanyard_qt_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_STRICT_ITERATORS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)

# lanyard_add_library(Oidc SOURCES … [PUBLIC lib…] [PRIVATE lib…])
# makes the static library lanyard_oidc with the alias Lanyard::Oidc. A library is a Qt library if
# it links Qt6::Core publicly or privately; the others stay std C++ (tests/layering holds that).
function(lanyard_add_library name)
    cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
    string(TOLOWER ${name} lower)
    add_library(lanyard_${lower} STATIC ${arg_SOURCES})
    add_library(Lanyard::${name} ALIAS lanyard_${lower})
    target_link_libraries(lanyard_${lower} PUBLIC lanyard_flags ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
    _lanyard_qt_settings(lanyard_${lower} "${arg_PUBLIC};${arg_PRIVATE}")
endfunction()

# lanyard_add_executable(kubectl-lanyard SOURCES … PRIVATE lib…)
function(lanyard_add_executable name)
    cmake_parse_arguments(arg "" "" "SOURCES;PRIVATE" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE lanyard_flags ${arg_PRIVATE})
    _lanyard_qt_settings(${name} "${arg_PRIVATE}")
endfunction()

# lanyard_add_test(oidc/tst_jws LABELS unit SOURCES … PRIVATE lib… [TIMEOUT 60] [ENVIRONMENT A=b…])
# Each test runs with a HOME and XDG folders of its own, made empty before every run, so that
# `ctest -L unit -j` never sees the user's files or another test's.
function(lanyard_add_test path)
    cmake_parse_arguments(arg "" "TIMEOUT" "LABELS;SOURCES;PRIVATE;ENVIRONMENT" ${ARGN})
    string(REPLACE "/" "_" target ${path})
    get_filename_component(name ${path} NAME)
    if(NOT arg_SOURCES)
        set(arg_SOURCES ${name}.cpp)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 60)
    endif()
    add_executable(${target} ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
    target_link_libraries(${target} PRIVATE lanyard_flags Qt6::Test ${arg_PRIVATE})
    target_compile_definitions(${target} PRIVATE LANYARD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    # Qt 6.8's QTRY_… macros make an int of a duration, in the code that uses them.
    target_compile_options(${target} PRIVATE -Wno-error=conversion)
    _lanyard_qt_settings(${target} "Qt6::Core")
    add_test(NAME ${path}
             COMMAND ${PROJECT_SOURCE_DIR}/tests/support/isolated ${CMAKE_BINARY_DIR}/tests/home/${target} $<TARGET_FILE:${target}>)
    set_tests_properties(${path} PROPERTIES
        LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT} SKIP_RETURN_CODE 77
        ENVIRONMENT "LANYARD_BIN=${CMAKE_BINARY_DIR}/bin;QT_QPA_PLATFORM=offscreen;${arg_ENVIRONMENT}")
endfunction()

# lanyard_add_fuzz_target(kubeconfig_parse PRIVATE Lanyard::Kubeconfig)
# fuzz_NAME.cpp defines LLVMFuzzerTestOneInput. With LANYARD_FUZZ it becomes a libFuzzer program;
# otherwise a program that replays tests/fuzz/corpus/NAME as a test with any compiler.
function(lanyard_add_fuzz_target name)
    cmake_parse_arguments(arg "" "" "SOURCES;PRIVATE" ${ARGN})
    set(target fuzz_${name})
    if(NOT arg_SOURCES)
        set(arg_SOURCES fuzz_${name}.cpp)
    endif()
    if(LANYARD_FUZZ)
        add_executable(${target} ${arg_SOURCES})
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
    else()
        add_executable(${target} ${arg_SOURCES} ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
    endif()
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
    target_link_libraries(${target} PRIVATE lanyard_flags ${arg_PRIVATE})
    _lanyard_qt_settings(${target} "${arg_PRIVATE}")
    set(corpus ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
    if(LANYARD_FUZZ)
        add_test(NAME fuzz/${name} COMMAND ${target} -runs=20000 -max_total_time=60 -max_len=65536
                 ${CMAKE_BINARY_DIR}/tests/fuzz-found/${name} ${corpus})
        file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/tests/fuzz-found/${name})
    else()
        add_test(NAME fuzz/${name} COMMAND ${target} ${corpus})
    endif()
    set_tests_properties(fuzz/${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()

function(_lanyard_qt_settings target libraries)
    if(libraries MATCHES "Qt6::|Lanyard::(QtSupport|Oidc|Keychain|Kubernetes|Audit|Settings|Session|Agent|Demo|Doctor|Ui|IpcServer)")
        set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
        target_link_libraries(${target} PRIVATE lanyard_qt_flags)
    endif()
endfunction()
