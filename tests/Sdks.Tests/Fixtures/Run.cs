using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;

namespace Sdks.Tests.Fixtures;

/// <summary>Test runs of small programs.</summary>
internal static class Run
{
    public static Task<ImmutableArray<Resource>> PreviewAsync(IMocks mocks, Action program) =>
        Deployment.TestAsync(mocks, new TestOptions(), program);

    public static Task<ImmutableArray<Resource>> UpdateAsync(IMocks mocks, Action program) =>
        Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, program);

    /// <summary>Creates one thing and returns it after the run.</summary>
    public static async Task<Thing> ThingAsync(IMocks mocks, bool isPreview = true, ThingArgs? args = null)
    {
        var resources = await Deployment.TestAsync(
            mocks,
            new TestOptions { IsPreview = isPreview },
            new Action(() => _ = new Thing("thing", args))
        );
        return Assert.IsType<Thing>(Assert.Single(resources));
    }
}
