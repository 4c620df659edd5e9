import { z } from 'zod';

/**
 * A form as the generator understands it: it asks `safeParse(undefined)` whether a field may be absent, which an exact
 * optional denies. The twin is named as the form is, in the way the generator keeps names: two schemas of one `id`
 * would be an error.
 */
export function loosened(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodExactOptional || schema instanceof z.ZodOptional) {
    const { innerType } = schema.def as z.core.$ZodOptionalDef<z.ZodType>;
    return loosened(innerType).optional();
  }
  if (!(schema instanceof z.ZodObject)) return schema;
  const fields = Object.entries<z.ZodType>(schema.shape);
  const twins = fields.map(([name, field]) => [name, loosened(field)] as const);
  if (twins.every(([name, twin]) => twin === schema.shape[name])) return schema;
  const { id, ...meta } = schema.meta() ?? {};
  const twin = new z.ZodObject({ ...schema.def, shape: Object.fromEntries(twins) });
  return twin.meta({ ...meta, ...(id && { _internal: { refId: id } }) });
}
