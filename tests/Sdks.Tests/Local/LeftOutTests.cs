using Pulumi;
using Sdks.Tests.Api;

namespace Sdks.Tests.Local;

/// <summary>
/// The members of the real package that the local SDK leaves out on purpose: hooks, transforms that the engine calls back, methods of
/// resources, and questions to the engine. The local SDK has everything else of the listing.
/// </summary>
public sealed class LeftOutTests
{
    private static readonly string[] Types =
    [
        "ErrorHook",
        "ErrorHookArgs",
        "ErrorHookCallback",
        "InvokeTransform",
        "InvokeTransformArgs",
        "InvokeTransformResult",
        "ResourceHook",
        "ResourceHookArgs",
        "ResourceHookBinding",
        "ResourceHookCallback",
        "ResourceHookOptions",
        "ResourceTransform",
        "ResourceTransformArgs",
        "ResourceTransformResult",
    ];

    private static readonly string[] Members =
    [
        "MonitorSupports",
        "RegisterInvokeTransform",
        "AwaitPendingRegistrations",
        "> Call<T>(",
        "void Call(",
        "ResourceTransforms",
        "ResourceHookBinding Hooks",
    ];

    [Fact]
    public void Nothing_else_of_the_listing_is_missing()
    {
        var ours = ApiListing.Of(typeof(Resource).Assembly);
        var missing =
            from type in ApiListing.Read(Path.Combine(AppContext.BaseDirectory, "Api", "pulumi-core-api.txt"))
            where !Types.Any(name => type.Key.Contains($"Pulumi.{name} :", StringComparison.Ordinal))
            from member in type.Value.Except(ours.GetValueOrDefault(type.Key) ?? [])
            where !Members.Any(name => member.Contains(name, StringComparison.Ordinal))
            select $"{type.Key}: {member}";
        Assert.Empty(missing);
    }
}
