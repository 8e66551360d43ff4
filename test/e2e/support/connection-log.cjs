// Loaded into the terminal's main process before anything else: writes down every host it looks up, connects or sends to.
const { appendFileSync } = require('node:fs');
const dgram = require('node:dgram');
const dns = require('node:dns');
const net = require('node:net');

const file = process.env.CONNECTION_LOG;
const note = (/** @type {string} */ how, /** @type {unknown} */ host) => {
  if (file !== undefined) appendFileSync(file, `${how} ${String(host)}\n`);
};

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  // net.connect hands over its normalised arguments as an array within the array.
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null && 'port' in first) note('connect', first.host ?? 'localhost');
  else if (typeof first === 'number') note('connect', typeof args[1] === 'string' ? args[1] : 'localhost');
  return Reflect.apply(connect, this, args);
};

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  note('send', args.filter((argument) => typeof argument === 'string').at(-1) ?? 'localhost');
  return Reflect.apply(send, this, args);
};

for (const name of /** @type {const} */ (['lookup', 'resolve', 'resolve4', 'resolve6'])) {
  const original = dns[name];
  // @ts-expect-error The overloads of four functions cannot be named at once; arguments and result pass through.
  dns[name] = function (host, ...rest) {
    note('lookup', host);
    return Reflect.apply(original, dns, [host, ...rest]);
  };
}
