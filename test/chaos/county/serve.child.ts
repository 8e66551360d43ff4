import { serveInChild } from '../../support/county/serving.ts';

await serveInChild();
