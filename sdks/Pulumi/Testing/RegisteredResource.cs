using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>What registration gives a resource; the id is empty if it has none.</summary>
internal sealed record RegisteredResource(string Urn, string Id, ImmutableDictionary<string, object?> State);
