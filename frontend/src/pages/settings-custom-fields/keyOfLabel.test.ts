import { expect, test } from 'vitest';
import { keyOfLabel, optionsOf } from '@/pages/settings-custom-fields/keyOfLabel';

test('a key is made of the letters and digits of a label', () => {
  const keys = ['VAT scheme', '  2nd Größe (cm) ', '李', 'x'.repeat(80)].map(keyOfLabel);

  expect(keys).toEqual(['vat_scheme', 'nd_gro_e_cm', '', 'x'.repeat(60)]);
});

test('each line is an option, empty ones are none', () => {
  expect(optionsOf(' S \n\nM\n')).toEqual(['S', 'M']);
});
