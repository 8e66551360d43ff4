import type { CommandLine } from 'electron';

/** What Chromium would do by itself on a network. The screens never need one: everything goes through the main process. */
const switches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'disable-client-side-phishing-detection',
  'disable-pinch',
  'no-pings',
  'no-first-run',
  'no-proxy-server',
];

/**
 * Keeps Chromium from contacting anybody: neither of its own accord nor because a page asks, for no name and no address
 * resolves within it. The main process speaks with the county by Node, which this does not touch. Must run before the app
 * is ready.
 */
export function silenceChromium(commandLine: CommandLine): void {
  for (const name of switches) commandLine.appendSwitch(name);
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-features', 'MediaRouter,OptimizationHints,Translate,CertificateTransparencyComponentUpdater,DnsOverHttps,AsyncDns,OverscrollHistoryNavigation');
}
