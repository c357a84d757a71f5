; The installer for Windows, compiled by packaging/windows/build_installer.py. NOT RUN on a Windows yet; in
; Wine it was installed, installed again and removed (try_in_wine.sh).
;
; It writes into the user's own folder and the user's own part of the registry (HKCU), so it needs no administrator. What
; learners and teachers keep is in %LOCALAPPDATA%\quizapp, which neither it nor its uninstaller touches.

Unicode true
ManifestDPIAware true
ManifestSupportedOS all ; without it, Windows tells a program that it is an older one
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\org.quizapp.Quizapp"
!define PROGRAM '"$INSTDIR\python\pythonw.exe" -m quizapp'

Name "Quizapp"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Quizapp"
BrandingText "Quizapp ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Quizapp"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installs Quizapp"
VIAddVersionKey "LegalCopyright" "the Quizapp authors"

!define MUI_ICON "${WORK}\Quizapp\quizapp.ico"
!define MUI_UNICON "${WORK}\Quizapp\quizapp.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\python\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-m quizapp"

!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Spanish"
!insertmacro MUI_LANGUAGE "PortugueseBR"

LangString TOO_OLD ${LANG_ENGLISH} "Quizapp needs Windows 10 or newer, with 64 bits."
LangString TOO_OLD ${LANG_SPANISH} "Quizapp necesita Windows 10 o posterior, de 64 bits."
LangString TOO_OLD ${LANG_PORTUGUESEBR} "O Quizapp precisa do Windows 10 ou mais novo, de 64 bits."
LangString IS_OPEN ${LANG_ENGLISH} "Quizapp is open. Close it, and try again."
LangString IS_OPEN ${LANG_SPANISH} "Quizapp está abierto. Ciérralo e inténtalo de nuevo."
LangString IS_OPEN ${LANG_PORTUGUESEBR} "O Quizapp está aberto. Feche-o e tente de novo."
LangString ABOUT ${LANG_ENGLISH} "Read a passage, answer questions, and see in the text why"
LangString ABOUT ${LANG_SPANISH} "Lee un texto, responde preguntas y ve en el texto por qué"
LangString ABOUT ${LANG_PORTUGUESEBR} "Leia um texto, responda a perguntas e veja no texto por quê"

; ------------------------------------------------------------------------------------------------------ types of files

!macro WRITE_TYPE ENDING ID MIME NAME
  WriteRegStr HKCU "Software\Classes\${ID}" "" "${NAME}"
  WriteRegStr HKCU "Software\Classes\${ID}\DefaultIcon" "" "$INSTDIR\quizapp.ico"
  WriteRegStr HKCU "Software\Classes\${ID}\shell\open\command" "" '${PROGRAM} "%1"'
  WriteRegStr HKCU "Software\Classes\${ENDING}" "" "${ID}"
  WriteRegStr HKCU "Software\Classes\${ENDING}" "Content Type" "${MIME}"
!macroend

!macro DELETE_TYPE ENDING ID MIME NAME
  DeleteRegKey HKCU "Software\Classes\${ID}"
  ReadRegStr $0 HKCU "Software\Classes\${ENDING}" ""
  ${If} $0 == "${ID}" ; another program may have taken it over
    DeleteRegKey HKCU "Software\Classes\${ENDING}"
  ${EndIf}
!macroend

!include "${WORK}\file_types.nsh"

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)' ; SHCNE_ASSOCCHANGED
!macroend

; A program that runs cannot be opened to be written.
!macro STOP_WHILE_OPEN
  ${If} ${FileExists} "$INSTDIR\python\pythonw.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\python\pythonw.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(IS_OPEN)" /SD IDOK
      SetErrorLevel 5
      Abort
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\packages"
  Delete "$INSTDIR\quizapp.ico"
  Delete "$INSTDIR\quizapp.cmd"
  Delete "$INSTDIR\LICENSE.txt"
!macroend

; ------------------------------------------------------------------------------------------------------------ install

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 5
    Abort
  ${EndIf}
  !insertmacro STOP_WHILE_OPEN
FunctionEnd

Section "Quizapp"
  !insertmacro REMOVE_PROGRAM ; of an earlier version, so that nothing of it is left among the new files
  SetOutPath "$INSTDIR"
  File /r "${WORK}\Quizapp\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Quizapp.lnk" "$INSTDIR\python\pythonw.exe" "-m quizapp" "$INSTDIR\quizapp.ico" 0 \
    SW_SHOWNORMAL "" "$(ABOUT)"
  !insertmacro WRITE_TYPES
  WriteRegStr HKCU "${KEY}" "DisplayName" "Quizapp"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\quizapp.ico"
  WriteRegStr HKCU "${KEY}" "Publisher" "the Quizapp authors"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  !insertmacro TELL_EXPLORER
SectionEnd

; ---------------------------------------------------------------------------------------------------------- uninstall

Function un.onInit
  !insertmacro STOP_WHILE_OPEN
FunctionEnd

Section "Uninstall"
  !insertmacro DELETE_TYPES
  Delete "$SMPROGRAMS\Quizapp.lnk"
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else is in it
  DeleteRegKey HKCU "${KEY}"
  !insertmacro TELL_EXPLORER
SectionEnd
