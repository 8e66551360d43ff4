# Takes the session away again. The data stay.
#Requires -RunAsAdministrator
$ErrorActionPreference = 'Stop'
$name = 'terminal'
$user = Get-LocalUser -Name $name -ErrorAction SilentlyContinue
$winlogon = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
Set-ItemProperty $winlogon AutoAdminLogon '0'
Remove-ItemProperty $winlogon DefaultPassword, ForceAutoLogon -ErrorAction SilentlyContinue
if ($user -and (Get-WmiObject -Namespace root\standardcimv2\embedded -List WESL_UserSetting -ErrorAction SilentlyContinue)) {
  $launcher = [wmiclass]'\\localhost\root\standardcimv2\embedded:WESL_UserSetting'
  $launcher.RemoveCustomShell($user.SID.Value) | Out-Null
  $launcher.SetEnabled($false) | Out-Null
}
Unregister-ScheduledTask -TaskName 'Distance Education Terminal' -Confirm:$false -ErrorAction SilentlyContinue
foreach ($variable in 'TERMINAL_DATA', 'TERMINAL_KIOSK', 'TERMINAL_SUPERVISED') { [Environment]::SetEnvironmentVariable($variable, $null, 'Machine') }
Write-Output 'Taken away. The data are still in %ProgramData%\DistanceEducationTerminal.'
