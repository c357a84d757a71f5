@echo off
rem Starts Quizapp from this stick; the first start on a computer sets it up there.
setlocal
set "PYTHON="
set "FITS=import struct, sys; sys.exit(struct.calcsize('P') != 8 or '%%d.%%d' %% sys.version_info[:2] not in '@PYTHONS@'.split())"
for %%V in (@PYTHONS@) do if not defined PYTHON py -%%V -c "%FITS%" >nul 2>&1 && set "PYTHON=py -%%V"
if not defined PYTHON python -c "%FITS%" >nul 2>&1 && set "PYTHON=python"
if not defined PYTHON goto missing
set "QUIZAPP_LET_GO=1"
cd /d "%USERPROFILE%"
rem One line, as this file is read line by line, and the stick may be gone by then.
(%PYTHON% "%~dp0start.py" %* || pause) & exit /b
:missing
echo Quizapp needs Python @NEWEST@ for 64-bit Windows, which is not on this computer: install it from python.org
echo (that takes no administrator), and start again.
pause
