import type { CommandLine } from 'electron';

/** What Chromium would do by itself on a network. The screens never need one: everything goes through the main process. */
const switches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'disable-client-side-phishing-detection',
  'no-pings',
  'no-first-run',
  'no-proxy-server',
];

/** Keeps Chromium from contacting anybody of its own accord. Must run before the app is ready. */
export function silenceChromium(commandLine: CommandLine): void {
  for (const name of switches) commandLine.appendSwitch(name);
  commandLine.appendSwitch('disable-features', 'MediaRouter,OptimizationHints,Translate,CertificateTransparencyComponentUpdater,DnsOverHttps,AsyncDns');
}
