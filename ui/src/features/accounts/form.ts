/** What a person fills in to sign in, made from the provider's own description of it. Pure. */
import type { CredentialField, Descriptor, SignInForm, SignInWay } from '$lib/rpc';

/** What is wrong with a field. */
export type Fault = 'required' | 'address';

/** The field that tells where the provider's interface is: no secret, and apart from the credentials. */
export const BASE_URL = 'base_url';

/** The form of a way of signing in. */
export function formOf(provider: Descriptor, way: SignInWay): SignInForm | undefined {
  return provider.sign_in.find((form) => form.way === way);
}

/** Fields that are shown at once; the rest is for those who need it. */
export function plainFields(form: SignInForm): CredentialField[] {
  return form.fields.filter((field) => !field.optional);
}

/** Fields that have a default and may stay empty. */
export function furtherFields(form: SignInForm): CredentialField[] {
  return form.fields.filter((field) => field.optional);
}

function isAddress(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** What is wrong with the values, by field. */
export function faultsOf(
  fields: readonly CredentialField[],
  values: Readonly<Record<string, string>>,
): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const field of fields) {
    const value = (values[field.name] ?? '').trim();
    if (value === '') {
      if (!field.optional) faults.set(field.name, 'required');
    } else if (field.kind === 'url' && !isAddress(value)) {
      faults.set(field.name, 'address');
    }
  }
  return faults;
}

/** The address that differs from the provider's own, or `null`. */
export function otherBaseUrl(form: SignInForm, values: Readonly<Record<string, string>>): string | null {
  const field = form.fields.find((candidate) => candidate.name === BASE_URL);
  const value = (values[BASE_URL] ?? '').trim();
  return !field || value === '' || value === field.default ? null : value;
}

/** The credentials among the values: trimmed, without the address and without what was left empty. */
export function credentials(
  form: SignInForm,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    form.fields
      .filter((field) => field.name !== BASE_URL)
      .map((field) => [field.name, (values[field.name] ?? '').trim()] as const)
      .filter(([, value]) => value !== ''),
  );
}

/** A name for a new account that none of the others has. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted} ${String(number)}`)) number += 1;
  return `${wanted} ${String(number)}`;
}
