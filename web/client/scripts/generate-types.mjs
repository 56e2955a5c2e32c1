// Turns the schemas of api/openapi.yaml into TypeScript types, so that the contract is written once.
// It knows the words of JSON Schema that the document uses and stops at any other.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const source = new URL('../../../api/openapi.yaml', import.meta.url);
const target = new URL('../src/generated/schemas.ts', import.meta.url);

/** Words that narrow a value without changing its TypeScript type. */
const SILENT = new Set([
  ...['description', 'default', 'format', 'pattern', 'additionalProperties'],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'],
]);
const SPOKEN = new Set([
  '$ref',
  'oneOf',
  'enum',
  'const',
  'type',
  'items',
  'properties',
  'required',
]);
const PRIMITIVES = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

function typeOf(schema, indent = '') {
  for (const word of Object.keys(schema)) {
    if (!SILENT.has(word) && !SPOKEN.has(word)) throw new Error(`no type for "${word}" is known`);
  }
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.oneOf) return union(schema.oneOf.map((one) => typeOf(one, indent)));
  if (schema.enum) return union(schema.enum.map(literal));
  if ('const' in schema) return literal(schema.const);
  return union([schema.type].flat().map((type) => typeNamed(type, schema, indent)));
}

function typeNamed(type, schema, indent) {
  if (type === 'object') return objectOf(schema, indent);
  if (type === 'array') return `ReadonlyArray<${typeOf(schema.items, indent)}>`;
  const primitive = PRIMITIVES[type];
  if (!primitive) throw new Error(`no type for ${JSON.stringify(schema)} is known`);
  return primitive;
}

function objectOf({ properties, required = [] }, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${comment(schema, inner)}${inner}readonly ${name}${mark}: ${typeOf(schema, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function comment({ description }, indent = '') {
  return description ? `${indent}/** ${description.replaceAll('*/', '* /').trim()} */\n` : '';
}

const literal = (value) => (value === null ? 'null' : `'${value}'`);
const union = (types) => [...new Set(types)].join(' | ');

const { components } = parse(await readFile(source, 'utf8'));
const types = Object.entries(components.schemas).map(
  ([name, schema]) => `${comment(schema)}export type ${name} = ${typeOf(schema)};\n`,
);
await mkdir(new URL('.', target), { recursive: true });
await writeFile(
  target,
  `// Made from api/openapi.yaml by generate-types.mjs.\n\n${types.join('\n')}`,
);
console.log(`${types.length} types written to ${fileURLToPath(target)}`);
