import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Report } from '../../src/model/report.ts';
import { explorerPage } from '../../src/render/html.ts';
import { launchBrowser } from '../browser.ts';

export interface Opening {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly hash?: string;
  readonly scripts?: boolean;
  /** Runs before the page's own script, as text. */
  readonly before?: string;
}

/** A browser with report pages on disk, opened as a reader opens them, and a server that nothing may ever ask. */
export class Pages {
  readonly folder = mkdtempSync(join(tmpdir(), 'assay-pages-'));
  /** What a page said on its console, threw, or asked of anyone. */
  readonly events: string[] = [];
  /** Requests that came to the server. */
  readonly asked: string[] = [];
  readonly #server: Server;
  #browser!: Browser;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push(request.url ?? '');
      response.end();
    });
  }

  static async start(): Promise<Pages> {
    const pages = new Pages();
    await new Promise<void>((resolve) => pages.#server.listen(0, '127.0.0.1', resolve));
    pages.#browser = await launchBrowser();
    return pages;
  }

  /** Where hostile texts point. */
  get canary(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Writes `name.html` and, where the budget asks for it, `name.evalpack`. */
  write(name: string, report: Report, bytes: number | null = null): void {
    const { chunks, sideFile } = explorerPage(report, { budget: { bytes, mustFit: false }, beside: true });
    writeFileSync(join(this.folder, `${name}.html`), [...chunks].join(''));
    if (sideFile) writeFileSync(join(this.folder, `${name}.evalpack`), Buffer.concat([...sideFile.chunks]));
  }

  path(file: string): string {
    return join(this.folder, file);
  }

  url(name: string, hash = ''): string {
    return pathToFileURL(this.path(`${name}.html`)).href + hash;
  }

  async open(name: string, opening: Opening = {}): Promise<Page> {
    const { width = 1440, scheme = 'light', hash = '', scripts = true, before } = opening;
    const context = await this.#browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled: scripts,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('console', (message) => this.events.push(message.text()));
    page.on('pageerror', (error) => this.events.push(error.message));
    page.on('request', (request) => {
      if (!/^(file|blob|data):/.test(request.url())) this.events.push(request.url());
    });
    page.on('dialog', (dialog) => {
      this.events.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    if (before !== undefined) await page.addInitScript(before);
    await page.goto(this.url(name, hash));
    if (scripts) await page.locator('.explorer').waitFor();
    return page;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }
}
