import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runAddress, suiteAddress } from '../../src/render/view/address.ts';
import { addressOf } from '../../src/view/route.ts';

/** A folder's name, of whatever characters a file system takes. */
const folderName = fc
  .string({ unit: 'binary', minLength: 1 })
  .filter((name) => !/[/\\\0]/.test(name) && name !== '.' && name !== '..');

describe('an address', () => {
  it('leads back to the folders of any run', () => {
    fc.assert(
      fc.property(fc.array(folderName), (path) => {
        expect(addressOf(runAddress(path))?.route).toEqual({ page: 'run', path, format: 'html' });
      }),
    );
  });

  it('leads back to any suite, from any place on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (suite, skip) => {
        expect(addressOf(suiteAddress(suite, skip))?.route).toEqual({ page: 'suite', suite, skip });
      }),
    );
  });

  it('never names more than folders below each other, however it is written', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2f',
        '%5c',
        '%00',
        '/',
        '//',
        '\\',
        '%',
        '%25',
        'a',
        'runs',
        '?',
        ';',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const route = addressOf(`/runs/${parts.join('')}`)?.route;
        if (route?.page !== 'run') return;
        for (const name of route.path) {
          expect(name).not.toMatch(/[/\\\0]/);
          expect(['', '.', '..']).not.toContain(name);
        }
      }),
    );
  });
});
