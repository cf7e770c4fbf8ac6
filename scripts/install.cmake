# What `cmake --install` puts where: the programs, and the man pages and completions that the build makes by running them, so
# that neither can differ from what the programs do. Included by the top CMakeLists.txt.
function(lede_install_program name)
  if(NOT TARGET ${name})
    return()
  endif()
  set(made ${PROJECT_BINARY_DIR}/share)
  file(MAKE_DIRECTORY ${made})
  set(outputs)
  add_custom_command(OUTPUT ${made}/${name}.1
    COMMAND ${name} --man > ${made}/${name}.1
    DEPENDS ${name} VERBATIM)
  list(APPEND outputs ${made}/${name}.1)
  foreach(shell bash zsh fish)
    add_custom_command(OUTPUT ${made}/${name}.${shell}
      COMMAND ${name} --completion ${shell} > ${made}/${name}.${shell}
      DEPENDS ${name} VERBATIM)
    list(APPEND outputs ${made}/${name}.${shell})
  endforeach()
  add_custom_target(${name}-share ALL DEPENDS ${outputs})

  install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  install(FILES ${made}/${name}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${made}/${name}.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ${name})
  install(FILES ${made}/${name}.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _${name})
  install(FILES ${made}/${name}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()

lede_install_program(lede-index)
lede_install_program(lede-query)

# The page of the query language.
if(TARGET lede-query)
  set(page ${PROJECT_BINARY_DIR}/share/lede-syntax.7)
  add_custom_command(OUTPUT ${page} COMMAND lede-query syntax --format man > ${page} DEPENDS lede-query VERBATIM)
  add_custom_target(lede-syntax-page ALL DEPENDS ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/common/data/thesaurus.txt DESTINATION ${CMAKE_INSTALL_DATADIR}/lede)
