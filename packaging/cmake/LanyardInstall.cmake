# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Lanyard authors
#
# What `cmake --install` puts where, and the Debian package that cpack makes of it (packaging/run --deb).
include(GNUInstallDirs)

set(lanyard_programs kubectl-lanyard lanyard-agent)
if(LANYARD_GUI)
    list(APPEND lanyard_programs lanyard)
    install(FILES packaging/lanyard.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES resources/icons/lanyard.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(TARGETS ${lanyard_programs} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# kubectl (1.26 and newer) asks a program of this name for completions of `kubectl lanyard`.
install(CODE "file(CREATE_LINK kubectl-lanyard
    \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/kubectl_complete-lanyard\" SYMBOLIC)")
# Not LIBDIR: systemd looks for user units below lib on every architecture.
install(FILES packaging/systemd/lanyard-agent.service DESTINATION lib/systemd/user)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/lanyard)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME lanyard)
set(CPACK_PACKAGE_CONTACT "The Lanyard authors <lanyard@example.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6svg6") # the icons' image plugin, which nothing links
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "xdg-utils, gnome-keyring | kwalletmanager | keepassxc")
include(CPack)
