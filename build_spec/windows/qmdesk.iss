; Inno Setup 6 script of the Windows installer. Made by: ISCC.exe /DVersion=0.1.0 build_spec\windows\qmdesk.iss
; It installs for the account that runs it, without an administrator; /ALLUSERS or the first page installs for all.
; Nothing that a person made is in the program's folder, so removing the program leaves every case, setting and backup.

#ifndef Version
  #define Version "0.1.0"
#endif
#define Name "qmdesk"
#define Build "..\..\dist\qmdesk"

[Setup]
AppId={{6A0C7D52-3F0B-4E0C-9C43-1B1B4C8B8D11}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher={#Name}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\resources\icons\app\qmdesk.ico
UninstallDisplayIcon={app}\qmdeskw.exe
UninstallDisplayName={#Name}
OutputDir=..\..\dist
OutputBaseFilename=qmdesk-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ShowLanguageDialog=auto
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
SetupMutex=qmdesk-setup

[Languages]
; ChineseSimplified.isl is one of Inno Setup's own files of translations; the recipe in docs/building.md puts it there.
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
zh.CaseFile=qmdesk 案卷
en.CaseFile=qmdesk case
zh.Associate=双击 .qmcase 案卷时用 qmdesk 打开
en.Associate=Open .qmcase cases with qmdesk
zh.DesktopIcon=在桌面放一个图标
en.DesktopIcon=Put an icon on the desktop

[Tasks]
Name: "associate"; Description: "{cm:Associate}"
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; An older version's libraries must not lie beside a newer one's.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Build}\qmdesk.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Build}\qmdeskw.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Build}\LICENCES.txt"; DestDir: "{app}"; Flags: ignoreversion
Source: "{#Build}\_internal\*"; DestDir: "{app}\_internal"; Flags: ignoreversion recursesubdirs createallsubdirs
Source: "..\..\resources\icons\app\case.ico"; DestDir: "{app}"; Flags: ignoreversion

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\qmdeskw.exe"; AppUserModelID: "cn.qmdesk.qmdesk"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\qmdeskw.exe"; Tasks: desktopicon; AppUserModelID: "cn.qmdesk.qmdesk"

[Registry]
; HKA is HKEY_CURRENT_USER where it is installed for one account, HKEY_LOCAL_MACHINE where for all.
Root: HKA; Subkey: "Software\Classes\.qmcase"; ValueType: string; ValueData: "qmdesk.case"; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.qmcase\OpenWithProgids"; ValueType: string; ValueName: "qmdesk.case"; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\qmdesk.case"; ValueType: string; ValueData: "{cm:CaseFile}"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\qmdesk.case\DefaultIcon"; ValueType: string; ValueData: "{app}\case.ico"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\qmdesk.case\shell\open\command"; ValueType: string; ValueData: """{app}\qmdeskw.exe"" ""%1"""; Tasks: associate

[Run]
Filename: "{app}\qmdeskw.exe"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent
