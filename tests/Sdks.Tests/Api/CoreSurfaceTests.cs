using Pulumi;

namespace Sdks.Tests.Api;

public sealed class CoreSurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> Listed = ApiListing.Read(
        Path.Combine(AppContext.BaseDirectory, "Api", "pulumi-core-api.txt")
    );

    private static readonly Dictionary<string, HashSet<string>> Ours = ApiListing.Of(typeof(Resource).Assembly);

    [Fact]
    public void Every_public_type_is_in_the_listing_of_the_real_package() => Assert.Empty(Ours.Keys.Except(Listed.Keys));

    [Fact]
    public void Every_public_member_is_in_the_listing_of_the_real_package_with_the_same_signature() =>
        Assert.Empty(
            from type in Ours
            where Listed.ContainsKey(type.Key)
            from member in type.Value.Except(Listed[type.Key])
            select $"{type.Key}: {member}"
        );
}
