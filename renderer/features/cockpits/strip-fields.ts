/** The fields everybody asks a cockpit by; the strip offers those that the workspace has. */
export const stripFields = ['owner.manager', 'owner.name', 'channel.name', 'product.line'] as const
