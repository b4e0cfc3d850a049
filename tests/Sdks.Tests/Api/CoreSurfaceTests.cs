using Pulumi;

namespace Sdks.Tests.Api;

public sealed class CoreSurfaceTests
{
    private static readonly Dictionary<string, HashSet<string>> PackageMembers = ApiListing.Read(
        Path.Combine(AppContext.BaseDirectory, "Api", "pulumi-core-api.txt")
    );

    private static readonly Dictionary<string, HashSet<string>> LocalMembers = ApiListing.Of(typeof(Resource).Assembly);

    [Fact]
    public void Every_public_type_is_in_the_listing_of_the_real_package() => Assert.Empty(LocalMembers.Keys.Except(PackageMembers.Keys));

    [Fact]
    public void Every_public_member_is_in_the_listing_of_the_real_package_with_the_same_signature() =>
        Assert.Empty(
            from type in LocalMembers
            where PackageMembers.ContainsKey(type.Key)
            from member in type.Value.Except(PackageMembers[type.Key])
            select $"{type.Key}: {member}"
        );
}
