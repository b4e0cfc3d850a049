using Amazon.Runtime;
using BedrockDefense.Live.Buckets;

namespace BedrockDefense.Live.Tests.Buckets;

/// <summary>Makes stores that read <see cref="FakeBuckets"/>.</summary>
internal static class FakeStore
{
    /// <summary>Makes a store.</summary>
    public static ObjectStore StoreOf(this FakeBuckets buckets, bool paysForRequests = false, int repetitions = 0) =>
        new(buckets.Address, paysForRequests, new JumpingClock()) { Repetitions = repetitions, FindCredentials = Credentials };

    /// <summary>Gives credentials that no service checks.</summary>
    public static Task<AWSCredentials> Credentials() =>
        Task.FromResult<AWSCredentials>(new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"));

    /// <summary>Reads an object to its end.</summary>
    public static byte[] ReadAll(this ObjectStore store, string key)
    {
        var source = store.Open(new BucketPath(FakeBuckets.Name, key), TestContext.Current.CancellationToken);
        using var content = source.Content;
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        Assert.Equal(source.StoredBytes, whole.Length);
        return whole.ToArray();
    }
}
