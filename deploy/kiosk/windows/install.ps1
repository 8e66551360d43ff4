# Makes this machine a terminal: a user whose shell is the program. Run as administrator; may be run again.
#Requires -RunAsAdministrator
param([string]$Program = "$env:ProgramFiles\Distance Education Terminal\distance-education-terminal.exe")
$ErrorActionPreference = 'Stop'
if (-not (Test-Path $Program)) { throw "The terminal is not installed: $Program is missing." }

$name = 'terminal'
if (-not (Get-LocalUser -Name $name -ErrorAction SilentlyContinue)) {
  New-LocalUser -Name $name -NoPassword -AccountNeverExpires -UserMayNotChangePassword | Out-Null
  Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $name
}
$sid = (Get-LocalUser -Name $name).SID.Value
$data = "$env:ProgramData\DistanceEducationTerminal"
New-Item -ItemType Directory -Force $data | Out-Null
# The user and administrators, nobody else.
icacls $data /inheritance:r /grant "*S-1-5-32-544:(OI)(CI)F" "${name}:(OI)(CI)M" | Out-Null
[Environment]::SetEnvironmentVariable('TERMINAL_DATA', $data, 'Machine')
[Environment]::SetEnvironmentVariable('TERMINAL_KIOSK', '1', 'Machine')
[Environment]::SetEnvironmentVariable('TERMINAL_SUPERVISED', '1', 'Machine')

# Signed in by itself.
$winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
Set-ItemProperty $winlogon AutoAdminLogon '1'
Set-ItemProperty $winlogon DefaultUserName $name
Set-ItemProperty $winlogon DefaultPassword ''
Set-ItemProperty $winlogon ForceAutoLogon '1'

# Shell Launcher where Windows has it: what ends by a fault is started again (0), what ends by 0 signs out (3 does nothing).
$feature = Get-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -ErrorAction SilentlyContinue
if ($feature) {
  Enable-WindowsOptionalFeature -Online -FeatureName Client-EmbeddedShellLauncher -All -NoRestart | Out-Null
  $launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
  $launcher.SetDefaultShell('explorer.exe', 3) | Out-Null
  try { $launcher.RemoveCustomShell($sid) | Out-Null } catch { }
  $launcher.SetCustomShell($sid, "`"$Program`"", @(0), @(3), 0) | Out-Null
  $launcher.SetEnabled($true) | Out-Null
} else {
  Write-Warning 'This Windows has no Shell Launcher: the shell of the user is set instead, and a task keeps it running.'
  $action = New-ScheduledTaskAction -Execute $Program
  $trigger = New-ScheduledTaskTrigger -AtLogOn -User $name
  $settings = New-ScheduledTaskSettingsSet -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit 0 -AllowStartIfOnBatteries
  Register-ScheduledTask -TaskName 'Distance Education Terminal' -Action $action -Trigger $trigger -Settings $settings -User $name -Force | Out-Null
}

# What Control-Alt-Delete and the Windows key offer.
$system = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System'
New-Item -Force $system | Out-Null
Set-ItemProperty $system HideFastUserSwitching 1
Set-ItemProperty $system DisableLockWorkstation 1
# The user's own registry is there only once a profile is: it is made by the first sign-in, after which this is run again.
$hive = "Registry::HKEY_USERS\$sid\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies"
if (Test-Path "Registry::HKEY_USERS\$sid") {
  New-Item -Force "$hive\System", "$hive\Explorer" | Out-Null
  Set-ItemProperty "$hive\System" DisableTaskMgr 1
  Set-ItemProperty "$hive\System" DisableChangePassword 1
  Set-ItemProperty "$hive\Explorer" NoLogoff 1
  Set-ItemProperty "$hive\Explorer" NoWinKeys 1
  Set-ItemProperty "$hive\Explorer" NoDriveTypeAutoRun 255
} else {
  Write-Warning 'Sign in as the user once, then run this again: the task manager and the Windows key are locked then.'
}
powercfg /change standby-timeout-ac 0
powercfg /change hibernate-timeout-ac 0
powercfg /change monitor-timeout-ac 0
Write-Output 'Set up. Start the machine anew.'
