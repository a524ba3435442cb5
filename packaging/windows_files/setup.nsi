; The per-user installer: nothing needs an administrator, nothing is fetched. Made by packaging/windows.py, which
; defines VERSION, KB (what is installed), TARGET and LONGEST (of the paths inside) and writes files.nsh.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
!include MUI2.nsh
!include WinVer.nsh
!include LogicLib.nsh
!include FileFunc.nsh

Name "$(Program)"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\fuzhou-viewer"
InstallDirRegKey HKCU "Software\fuzhou-viewer" "Folder"
BrandingText "fuzhou-viewer ${VERSION}"
AllowSkipFiles off
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\fuzhou-viewer"
!define CLASSES "Software\Classes"
; a report and its notes in one file, as core/handover.py writes it
!define EXTENSION ".fzb"
!define MUI_ICON "fuzhou-viewer.ico"
!define MUI_UNICON "fuzhou-viewer.ico"
!define MUI_LANGDLL_ALLLANGUAGES
!define MUI_FINISHPAGE_RUN "$INSTDIR\fuzhou-viewer.exe"
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE PlaceChosen
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString Program ${LANG_SIMPCHINESE} "工作总结阅读器"
LangString Program ${LANG_ENGLISH} "Work Summary Reader"
LangString TooOld ${LANG_SIMPCHINESE} "需要 64 位的 Windows 10(1809)或更新的版本。没有安装任何文件。"
LangString TooOld ${LANG_ENGLISH} "Windows 10 (1809) or newer, 64-bit, is needed. Nothing was installed."
LangString TooLong ${LANG_SIMPCHINESE} "这个文件夹的路径太长,请换一个短一些的。"
LangString TooLong ${LANG_ENGLISH} "The path of this folder is too long; please choose a shorter one."
LangString Running ${LANG_SIMPCHINESE} "程序正在运行。请先关闭它,再重新安装。没有改动任何文件。"
LangString Running ${LANG_ENGLISH} "The program is running. Please close it and install again. Nothing was changed."
LangString NotWritten ${LANG_SIMPCHINESE} "文件没有写完,可能磁盘已满。已恢复原样,请腾出空间后重试。"
LangString NotWritten ${LANG_ENGLISH} "Files could not be written; the disk may be full. Everything is as before; make room and try again."
LangString Preparing ${LANG_SIMPCHINESE} "正在准备,让第一次打开也快…"
LangString Preparing ${LANG_ENGLISH} "Preparing, so that the first start is quick…"
LangString AskData ${LANG_SIMPCHINESE} "要同时删除您的批注、自己的资料库和设置吗?$\n删除后不能恢复。选“否”会保留它们,重新安装后还在。"
LangString AskData ${LANG_ENGLISH} "Delete your notes, your library and your settings too?$\nThis cannot be undone. With No they stay, and are there after installing again."
LangString Handover ${LANG_SIMPCHINESE} "工作总结交接包"
LangString Handover ${LANG_ENGLISH} "Work summary handed over with notes"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

Function PlaceChosen
  StrLen $0 "$INSTDIR"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 250
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(TooLong)"
    Abort
  ${EndIf}
FunctionEnd

; What was there before is put aside, so that a running program is noticed and a full disk changes nothing.
!macro PutAside NAME
  RMDir /r "$INSTDIR\${NAME}.before"
  ${If} ${FileExists} "$INSTDIR\${NAME}\*.*"
    ClearErrors
    Rename "$INSTDIR\${NAME}" "$INSTDIR\${NAME}.before"
    ${If} ${Errors}
      Call PutBack
      MessageBox MB_OK|MB_ICONSTOP "$(Running)" /SD IDOK
      SetErrorLevel 3
      Abort "$(Running)"
    ${EndIf}
  ${EndIf}
!macroend

Function PutBack
  ${If} ${FileExists} "$INSTDIR\python.before\*.*"
    RMDir /r "$INSTDIR\python"
    Rename "$INSTDIR\python.before" "$INSTDIR\python"
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\app.before\*.*"
    RMDir /r "$INSTDIR\app"
    Rename "$INSTDIR\app.before" "$INSTDIR\app"
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ${If} ${FileExists} "$INSTDIR\python.before\*.*"
    Call PutBack
  ${Else}
    RMDir /r "$INSTDIR\python"
    RMDir /r "$INSTDIR\app"
    RMDir "$INSTDIR"
  ${EndIf}
FunctionEnd

!macro Opens EXTENSION
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "fuzhou-viewer.report" ""
!macroend
!macro OpensNoMore EXTENSION
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "fuzhou-viewer.report"
!macroend
!macro Kind NAME WORDS
  WriteRegStr HKCU "${CLASSES}\${NAME}" "" "${WORDS}"
  WriteRegStr HKCU "${CLASSES}\${NAME}\DefaultIcon" "" "$INSTDIR\fuzhou-viewer.exe,0"
  WriteRegStr HKCU "${CLASSES}\${NAME}\shell\open\command" "" '"$INSTDIR\fuzhou-viewer.exe" "%1"'
!macroend

Section
  StrLen $0 "$INSTDIR"
  IntOp $0 $0 + ${LONGEST}
  ${If} $0 > 250
    MessageBox MB_OK|MB_ICONSTOP "$(TooLong)" /SD IDOK
    SetErrorLevel 4
    Abort "$(TooLong)"
  ${EndIf}
  !insertmacro PutAside python
  !insertmacro PutAside app
  ClearErrors
  !include files.nsh
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(NotWritten)" /SD IDOK
    SetErrorLevel 5
    Abort "$(NotWritten)"
  ${EndIf}
  RMDir /r "$INSTDIR\python.before"
  RMDir /r "$INSTDIR\app.before"
  DetailPrint "$(Preparing)"
  nsExec::Exec '"$INSTDIR\python\python.exe" -m compileall -q "$INSTDIR\app"'
  Pop $0
  SetOutPath "$INSTDIR"
  CreateShortcut "$SMPROGRAMS\$(Program).lnk" "$INSTDIR\fuzhou-viewer.exe"
  !insertmacro Kind fuzhou-viewer.report "$(Program)"
  !insertmacro Opens .docx
  !insertmacro Opens .doc
  !insertmacro Opens .wps
  !insertmacro Opens .pdf
  !insertmacro Opens .ofd
  !insertmacro Opens .html
  !insertmacro Opens .mht
  !insertmacro Opens .xlsx
  !insertmacro Opens .txt
  !insertmacro Kind fuzhou-viewer.handover "$(Handover)"
  WriteRegStr HKCU "${CLASSES}\${EXTENSION}" "" "fuzhou-viewer.handover"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\fuzhou-viewer" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "$(Program)"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\fuzhou-viewer.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The fuzhou_viewer authors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ClearErrors
  Rename "$INSTDIR\python" "$INSTDIR\python.before"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "$(Running)" /SD IDOK
    SetErrorLevel 3
    Abort "$(Running)"
  ${EndIf}
  RMDir /r "$INSTDIR\python.before"
  RMDir /r "$INSTDIR\app"
  Delete "$INSTDIR\fuzhou-viewer.exe"
  Delete "$INSTDIR\fuzhou-viewer-cli.exe"
  Delete "$INSTDIR\fuzhou-viewer.pyw"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\$(Program).lnk"
  !insertmacro OpensNoMore .docx
  !insertmacro OpensNoMore .doc
  !insertmacro OpensNoMore .wps
  !insertmacro OpensNoMore .pdf
  !insertmacro OpensNoMore .ofd
  !insertmacro OpensNoMore .html
  !insertmacro OpensNoMore .mht
  !insertmacro OpensNoMore .xlsx
  !insertmacro OpensNoMore .txt
  DeleteRegKey HKCU "${CLASSES}\fuzhou-viewer.report"
  DeleteRegKey HKCU "${CLASSES}\fuzhou-viewer.handover"
  DeleteRegKey HKCU "${CLASSES}\${EXTENSION}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\fuzhou-viewer"
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(AskData)" /SD IDNO IDNO Kept
  RMDir /r "$LOCALAPPDATA\fuzhou-viewer"
Kept:
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
