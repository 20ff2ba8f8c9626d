#!/bin/sh
# Puts the program into this account's menu and opens *.qmcase with it, without an administrator. "--undo" takes it back.
set -e
here=$(dirname "$(readlink -f "$0")")
share="${XDG_DATA_HOME:-$HOME/.local/share}"
desktop="$share/applications/qmdesk.desktop"
mime="$share/mime/packages/qmdesk.xml"
icons="$share/icons/hicolor"
if [ "$1" = "--undo" ]; then
  rm -f "$desktop" "$mime" "$icons/256x256/apps/qmdesk.png" "$icons/256x256/mimetypes/application-vnd.qmdesk.case.png"
else
  mkdir -p "$share/applications" "$share/mime/packages" "$icons/256x256/apps" "$icons/256x256/mimetypes"
  # Quoted as desktop files ask for it; folders with a quote or a backslash in their name are not supported.
  sed "s|^Exec=qmdesk|Exec=\"$here/AppRun\"|" "$here/qmdesk.desktop" > "$desktop"
  cp "$here/usr/share/mime/packages/qmdesk.xml" "$mime"
  cp "$here/usr/share/icons/hicolor/256x256/apps/qmdesk.png" "$icons/256x256/apps/"
  cp "$here/usr/share/icons/hicolor/256x256/mimetypes/application-vnd.qmdesk.case.png" "$icons/256x256/mimetypes/"
fi
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$share/applications"; fi
