using System.Collections.Immutable;
using Pulumi;

namespace Sdks.Tests.Fixtures;

[OutputType]
public sealed class Rule
{
    public readonly string Name;
    public readonly ImmutableArray<int> Ports;
    public readonly bool? Strict;

    [OutputConstructor]
    private Rule(string name, ImmutableArray<int> ports, [OutputConstructorParameter("isStrict")] bool? strict)
    {
        Name = name;
        Ports = ports;
        Strict = strict;
    }
}
