using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>The result of a registration. The id is empty if the resource has none.</summary>
internal sealed record RegisteredResource(string Urn, string Id, ImmutableDictionary<string, object?> State);
