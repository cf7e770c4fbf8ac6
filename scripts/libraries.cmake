# The libraries, found once. A target with the property LEDE_ARCHIVES is linked with a library's archives where they are installed, any other with
# the shared library: lede-query lives for hundredths of a second, and each shared library costs it page faults and symbol look-ups.
#   lede_library(<name> "<pkg-config modules>" <archive>...)   makes lede_<name>
# Xapian comes shared, as Debian has it, and so do the libraries that it needs itself. A build with sanitizers has everything shared.
option(LEDE_ARCHIVES "Link lede-query with archives where there are some" ON)

function(lede_library name modules)
  pkg_check_modules(LEDE_${name} REQUIRED IMPORTED_TARGET ${modules})
  set(archives "")
  foreach(archive IN LISTS ARGN)
    find_library(LEDE_ARCHIVE_${archive} lib${archive}.a HINTS ${LEDE_${name}_LIBRARY_DIRS} ${LEDE_${name}_LIBDIR})
    mark_as_advanced(LEDE_ARCHIVE_${archive})
    list(APPEND archives "${LEDE_ARCHIVE_${archive}}")
  endforeach()
  add_library(lede_${name} INTERFACE)
  target_include_directories(lede_${name} INTERFACE ${LEDE_${name}_INCLUDE_DIRS})
  target_compile_options(lede_${name} INTERFACE ${LEDE_${name}_CFLAGS_OTHER})
  if(LEDE_SANITIZE OR NOT LEDE_ARCHIVES OR "${archives}" MATCHES "NOTFOUND")
    target_link_libraries(lede_${name} INTERFACE PkgConfig::LEDE_${name})
    return()
  endif()
  set(wanted "$<BOOL:$<TARGET_PROPERTY:LEDE_ARCHIVES>>")
  target_link_libraries(lede_${name} INTERFACE "$<$<NOT:${wanted}>:PkgConfig::LEDE_${name}>")
  foreach(archive IN LISTS archives)
    target_link_libraries(lede_${name} INTERFACE "$<${wanted}:${archive}>")
  endforeach()
endfunction()

pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
lede_library(icu "icu-uc>=72;icu-i18n>=72" icui18n icuuc icudata)
lede_library(jansson jansson jansson)
lede_library(nettle "nettle>=3.8" nettle)
lede_library(xxhash libxxhash xxhash)
lede_library(edit libedit edit tinfo bsd md)
# What lede-index alone needs.
pkg_check_modules(XML REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(LIBARCHIVE REQUIRED IMPORTED_TARGET libarchive)
