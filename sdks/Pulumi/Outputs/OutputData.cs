using System.Collections.Immutable;

namespace Pulumi;

/// <summary>The result of an output: a value, whether it is known and secret, and the resources that it came from.</summary>
internal readonly record struct OutputData<T>(T Value, bool IsKnown, bool IsSecret, ImmutableHashSet<Resource> Resources)
{
    public static OutputData<T> Known(T value) => new(value, IsKnown: true, IsSecret: false, []);

    public static OutputData<T> Unknown() => new(default!, IsKnown: false, IsSecret: false, []);

    public OutputData<TOther> With<TOther>(TOther value) => new(value, IsKnown, IsSecret, Resources);
}
