using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource that a program registers or reads.</summary>
public class MockResourceArgs
{
    /// <summary>The type token.</summary>
    public string? Type { get; set; }

    /// <summary>The name given by the program.</summary>
    public string? Name { get; set; }

    /// <summary>The known inputs by wire name: numbers are doubles, lists and maps immutable, secrets unwrapped.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider as <c>urn::id</c>; empty for the default one.</summary>
    public string? Provider { get; set; }

    /// <summary>The id to read or to import; empty for a new resource.</summary>
    public string? Id { get; set; }
}
